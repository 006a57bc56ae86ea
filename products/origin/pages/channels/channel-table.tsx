import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/money";
import { channelName } from "../../domain/data/names";
import { type ChannelReturn, formatRoi } from "../../domain/runs/returns";

type ChannelTableProps = { channels: readonly ChannelReturn[]; currency: string };

const count = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** What each channel earned, cost and returned, with all of them together at the end. */
export function ChannelTable({ channels, currency }: ChannelTableProps) {
  const money = (amount: number) => formatMoney({ amount, currency });
  const sum = (of: (each: ChannelReturn) => number) => channels.reduce((total, each) => total + of(each), 0);
  const total = { value: sum(({ value }) => value), spend: sum(({ spend }) => spend) };
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Channels">
        <TableHeader>
          <TableRow>
            <TableHead>Channel</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Conversions
            </TableHead>
            <TableHead numeric>Revenue</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Spend
            </TableHead>
            <TableHead numeric>ROI</TableHead>
            <TableHead numeric className="max-md:hidden">
              Cost per acquisition
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {channels.map((each) => (
            <TableRow key={each.channel}>
              <TableCell className="min-w-28">
                <span className="font-medium">{channelName(each.channel)}</span>
                <span aria-hidden className="mt-1.5 block h-1 max-w-40 overflow-hidden rounded-full bg-secondary">
                  <span
                    className="block h-full rounded-full bg-foreground"
                    style={{ width: `${Math.max(0, Math.min(1, each.share)) * 100}%` }}
                  />
                </span>
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                {count.format(each.conversions)}
              </TableCell>
              <TableCell numeric>{money(each.value)}</TableCell>
              <TableCell numeric className="max-sm:hidden">
                {money(each.spend)}
              </TableCell>
              <TableCell numeric className={roiColor(each.roi)}>
                {formatRoi(each.roi)}
              </TableCell>
              <TableCell numeric className="max-md:hidden">
                {each.costPerAcquisition === null ? "–" : money(each.costPerAcquisition)}
              </TableCell>
            </TableRow>
          ))}
          <TableRow className="border-t-2 font-medium">
            <TableCell>All channels</TableCell>
            <TableCell numeric className="max-sm:hidden">
              {count.format(sum(({ conversions }) => conversions))}
            </TableCell>
            <TableCell numeric>{money(total.value)}</TableCell>
            <TableCell numeric className="max-sm:hidden">
              {money(total.spend)}
            </TableCell>
            <TableCell numeric>
              {formatRoi(total.spend > 0 ? (total.value - total.spend) / total.spend : null)}
            </TableCell>
            <TableCell numeric className="max-md:hidden">
              {perConversion(
                total.spend,
                sum(({ conversions }) => conversions),
                money,
              )}
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </Card>
  );
}

const perConversion = (spend: number, conversions: number, money: (amount: number) => string): string =>
  spend > 0 && conversions >= 0.001 ? money(Math.round(spend / conversions)) : "–";

const roiColor = (roi: number | null): string =>
  cn(roi !== null && (roi < 0 ? "text-destructive-ink" : "text-success-ink"));
