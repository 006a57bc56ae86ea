import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "@/components/navigation/link";
import { buttonVariants } from "@/components/ui/button-variants";
import { periodLabel } from "./period-labels";

type MonthStepsProps = { months: readonly string[]; current: string; href: (month: string) => string };

/** To the month before and after. */
export function MonthSteps({ months, current, href }: MonthStepsProps) {
  const index = months.indexOf(current);
  return (
    <nav aria-label="Month" className="flex items-center gap-1">
      <Step month={months[index - 1]} href={href} label="Previous month" icon={<ChevronLeft aria-hidden />} />
      <span className="min-w-24 text-center font-medium text-sm">{periodLabel(current)}</span>
      <Step month={months[index + 1]} href={href} label="Next month" icon={<ChevronRight aria-hidden />} />
    </nav>
  );
}

type StepProps = { month: string | undefined; href: (month: string) => string; label: string; icon: React.ReactNode };

function Step({ month, href, label, icon }: StepProps) {
  const className = buttonVariants({ variant: "outline", size: "icon", className: "size-8" });
  if (!month) {
    return (
      <span aria-hidden className={className} style={{ opacity: 0.4 }}>
        {icon}
      </span>
    );
  }
  return (
    <Link href={href(month)} scroll={false} aria-label={`${label}: ${periodLabel(month)}`} className={className}>
      {icon}
    </Link>
  );
}
