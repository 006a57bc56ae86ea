import { ArrowRight, Check } from "lucide-react";
import Link from "@/components/navigation/link";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import type { SetupItem } from "@/lib/products";

/** The setup steps after onboarding. Renders nothing when all are done. */
export function SetupChecklist({ items }: { items: readonly SetupItem[] }) {
  const done = items.filter((item) => item.done).length;
  if (done === items.length) return null;
  const next = items.find((item) => !item.done);
  return (
    <Card className="gap-3 pb-3">
      <CardHeader>
        <CardTitle>Complete your setup</CardTitle>
        <CardAction className="text-muted-foreground text-xs leading-6 tabular-nums">
          {done} of {items.length}
        </CardAction>
      </CardHeader>
      <CardContent className="grid gap-2">
        <Progress value={(done / items.length) * 100} aria-label="Setup progress" />
        <ul className="-mx-2 grid">
          {items.map((item) => (
            <li key={item.key}>
              {item.done ? <DoneItem item={item} /> : <OpenItem item={item} isNext={item === next} />}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function DoneItem({ item }: { item: SetupItem }) {
  return (
    <p className="flex items-center gap-2.5 px-2 py-1.5 text-[0.8125rem] text-muted-foreground">
      <span className="flex size-4 shrink-0 items-center justify-center rounded-full bg-success-soft text-success-ink">
        <Check className="size-3" strokeWidth={3} aria-hidden />
      </span>
      <span className="line-through decoration-border">{item.label}</span>
      <span className="sr-only">(done)</span>
    </p>
  );
}

function OpenItem({ item, isNext }: { item: SetupItem; isNext: boolean }) {
  return (
    <Link href={item.href} className="group flex items-start gap-2.5 rounded-md px-2 py-1.5 hover:bg-accent">
      <span aria-hidden className="mt-0.5 size-4 shrink-0 rounded-full border border-input" />
      <span className="grid min-w-0 flex-1">
        <span className="font-medium text-[0.8125rem] leading-5">{item.label}</span>
        {isNext && <span className="text-muted-foreground text-xs">{item.description}</span>}
      </span>
      <ArrowRight
        className="mt-0.5 size-4 shrink-0 text-muted-foreground opacity-0 transition-opacity group-hover:opacity-100"
        aria-hidden
      />
    </Link>
  );
}
