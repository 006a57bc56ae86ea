import { productPages } from "@/components/products";
import { initialsOf } from "@/components/shell/initials";
import { relativeTime } from "@/components/shell/relative-time";
import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { type AuditRow, describeActivity } from "@/lib/audit";
import { catalog } from "@/lib/catalog";

/** Recent activity. @param rows more than `limit`, because some have no text for customers. */
export function ActivityCard({ rows, now, limit = 6 }: { rows: readonly AuditRow[]; now: Date; limit?: number }) {
  const entries = rows
    .flatMap((row) => {
      const text = productPages.describe(row) ?? describeActivity(row.action);
      return text ? [{ ...row, text, who: isSentence(text) ? undefined : actorOf(row) }] : [];
    })
    .slice(0, limit);
  return (
    <Card className="gap-4">
      <CardHeader>
        <CardTitle>Recent activity</CardTitle>
      </CardHeader>
      <CardContent>
        {entries.length === 0 ? (
          <p className="text-muted-foreground text-sm">Your team's activity will appear here.</p>
        ) : (
          <ul className="grid gap-3">
            {entries.map(({ seq, text, who, occurredAt }) => (
              <li key={seq} className="flex items-start gap-2.5 text-[0.8125rem] leading-5">
                <Avatar className="size-5">
                  <AvatarFallback className="text-[0.5625rem]">{initialsOf(who ?? catalog.name)}</AvatarFallback>
                </Avatar>
                <p className="min-w-0 flex-1 text-pretty [overflow-wrap:anywhere]">
                  {who && <span className="font-medium">{who} </span>}
                  {text}{" "}
                  <span className="whitespace-nowrap text-muted-foreground text-xs">
                    {relativeTime(occurredAt, now)}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

/** "Trial started" stands alone even if a person caused it; "finished setup" follows a name. */
const isSentence = (text: string) => /^\p{Lu}/u.test(text);

/** The name, or the part of the email before the @. The system has neither. */
const actorOf = ({ actorName, actorEmail }: AuditRow) => actorName ?? actorEmail?.split("@")[0];
