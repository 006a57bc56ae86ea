import { Alert, AlertDescription } from "@/components/ui/alert";
import { LinkGroup } from "@/components/ui/link-group";
import { formatDateTime } from "@/lib/dates";
import type { Basis } from "@/lib/metrics/page/types";

/** What keeps the amounts of a page from being complete. */
export function BasisWarnings({ basis: { currency, missingRates, rebuilding } }: { basis: Basis }) {
  if (!rebuilding && missingRates.length === 0) return null;
  return (
    <div className="grid gap-3">
      {rebuilding && (
        <Alert variant="info">
          <AlertDescription>Figures are being recomputed. They will be complete in a few minutes.</AlertDescription>
        </Alert>
      )}
      {missingRates.length > 0 && (
        <Alert variant="warning">
          <AlertDescription>
            Totals leave out {list(missingRates)}, because there is no exchange rate to {currency.toUpperCase()} yet.
          </AlertDescription>
        </Alert>
      )}
    </div>
  );
}

/** What the amounts of a page are of, and in which currency. */
export function BasisNote({ basis: { asOf, currency, converted } }: { basis: Basis }) {
  return (
    <p className="text-2xs text-muted-foreground">
      As of {formatDateTime(asOf)}. {converted ? `Converted to ${currency.toUpperCase()} at each day's rate. ` : ""}
      Months and days are in UTC.
    </p>
  );
}

const list = (currencies: readonly string[]): string =>
  new Intl.ListFormat("en-US").format(currencies.map((currency) => currency.toUpperCase()));

/** All currencies together, or one of them as it was billed. Nothing while there is only one. */
export function CurrencyPicker({
  basis,
  current,
  href,
}: {
  basis: Basis;
  current: string | null;
  href: (currency: string | null) => string;
}) {
  if (basis.currencies.length < 2) return null;
  return (
    <LinkGroup
      label="Currency"
      options={[null, ...basis.currencies].map((key) => ({ key, label: key?.toUpperCase() ?? "All" }))}
      current={current}
      href={href}
      mono
    />
  );
}
