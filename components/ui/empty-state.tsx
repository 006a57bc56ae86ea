import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type EmptyStateProps = {
  icon?: LucideIcon;
  title: string;
  /** What will appear here, and how to get it. */
  description?: ReactNode;
  /** What to do next: usually one button. */
  action?: ReactNode;
  className?: string;
};

/** In place of an empty list. */
export function EmptyState({ icon: Icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className={cn(
        "flex flex-col items-center justify-center gap-4 rounded-lg border border-dashed px-6 py-12 text-center",
        className,
      )}
    >
      {Icon && (
        <span className="flex size-10 items-center justify-center rounded-md border bg-card text-muted-foreground shadow-raised">
          <Icon className="size-5" aria-hidden />
        </span>
      )}
      <div className="grid gap-1">
        <p className="font-medium">{title}</p>
        {description && <p className="max-w-sm text-pretty text-muted-foreground text-sm">{description}</p>}
      </div>
      {action}
    </div>
  );
}
