import { TriangleAlert } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/money";
import type { PreviewJson, PreviewState } from "../use-preview";
import { effectWords, invitationWords, levelWords, nextTerm, withUsDates } from "./change-words";

/** What a change costs now and later, and what it takes away. Announced by screen readers when it loads. */
export function PreviewPanel({ state }: { state: PreviewState }) {
  return (
    <div aria-live="polite" aria-busy={state.state === "loading"} className="grid gap-3 empty:hidden">
      {state.state === "idle" && (
        <p className="rounded-md border border-dashed px-6 py-8 text-balance text-center text-muted-foreground text-sm">
          Select a change to see exactly what you'd pay, before you confirm.
        </p>
      )}
      {state.state === "loading" && <LoadingPreview />}
      {state.state === "failed" && (
        <Alert variant="destructive">
          <TriangleAlert aria-hidden />
          <AlertTitle>{state.message}</AlertTitle>
        </Alert>
      )}
      {state.state === "ready" && <ReadyPreview preview={state.preview} />}
    </div>
  );
}

function LoadingPreview() {
  return (
    <div className="grid gap-2 rounded-md border p-4">
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}

/** The total stands at the foot of the dialog; these are the lines it is the sum of. */
function ReadyPreview({ preview }: { preview: PreviewJson }) {
  const { currency, today, next } = preview;
  const lines = today ?? next;
  const hasLines = lines && lines.lines.length + lines.discount + lines.tax > 0;
  return (
    <>
      <p className="text-pretty text-sm">{effectWords(preview)}</p>
      {(hasLines || (today && next)) && (
        <dl className="grid gap-2 rounded-md border p-4 text-sm">
          {lines && <Lines charge={lines} currency={currency} />}
          {today && today.credit > 0 && (
            <Line term="Credit toward future invoices" amount={today.credit} currency={currency} />
          )}
          {next && today && <Line term={nextTerm(next)} amount={next.amount} currency={currency} total />}
        </dl>
      )}
      {next?.plusUse && (
        <p className="text-muted-foreground text-xs">Overage until then is added to your next invoice.</p>
      )}
      <Lost lost={preview.lost} />
    </>
  );
}

type LinesProps = {
  charge: Pick<NonNullable<PreviewJson["next"]>, "discount" | "tax" | "lines">;
  currency: string;
};

/** An invoice's lines. */
function Lines({ charge: { discount, tax, lines }, currency }: LinesProps) {
  return (
    <>
      {lines.map((line) => (
        <Line
          key={`${line.description} ${line.from}`}
          term={withUsDates(line.description)}
          amount={line.amount}
          currency={currency}
        />
      ))}
      {discount > 0 && <Line term="Discount" amount={-discount} currency={currency} />}
      {tax > 0 && <Line term="Tax" amount={tax} currency={currency} />}
    </>
  );
}

type LineProps = { term: string; amount: number; currency: string; total?: boolean };

function Line({ term, amount, currency, total = false }: LineProps) {
  return (
    <div className={cn("flex justify-between gap-4", total && "border-t pt-2 first:border-0 first:pt-0")}>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="figures shrink-0">{formatMoney({ amount, currency })}</dd>
    </div>
  );
}

function Lost({ lost: { features, levels, invitations } }: Pick<PreviewJson, "lost">) {
  if (features.length === 0 && levels.length === 0 && invitations.length === 0) return null;
  return (
    <Alert variant="warning">
      <TriangleAlert aria-hidden />
      <AlertTitle>You'll lose</AlertTitle>
      <AlertDescription>
        {levels.length > 0 && (
          <ul className="grid list-disc gap-1 pl-4">
            {levels.map((level) => (
              <li key={level.meter}>{levelWords(level)}</li>
            ))}
          </ul>
        )}
        {invitations.length > 0 && <p>{invitationWords(invitations)}</p>}
        {features.length > 0 && <p>{features.map(({ name }) => name).join(", ")}.</p>}
      </AlertDescription>
    </Alert>
  );
}
