import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Arch } from "@/components/brand/arch";
import type { ArchState } from "@/components/brand/arch-paths";
import { cn } from "@/lib/cn";

type EmptyStateProps = {
  /** What is missing: it stands in the arch. */
  icon?: LucideIcon;
  /** In the arch instead of an icon, where there is nothing to show: "404". */
  figure?: string;
  /** The gate above the text. Closed by default; open where the next step is the reader's. */
  arch?: ArchState;
  title: string;
  /** The level of the title, where the state stands in place of a whole page or section. */
  heading?: "h1" | "h2" | "h3";
  /** What will appear here, and how to get it. */
  description?: ReactNode;
  /** What to do next: usually one button. */
  action?: ReactNode;
  /** For a state in place of a whole page: larger, and without a frame. */
  size?: "default" | "page";
  className?: string;
};

/** In place of an empty list, or of a page that can't be shown. */
export function EmptyState(props: EmptyStateProps) {
  const {
    icon: Icon,
    figure,
    arch = "closed",
    title,
    heading: Title = "p",
    description,
    action,
    size,
    className,
  } = props;
  const page = size === "page";
  return (
    <div
      data-slot="empty-state"
      className={cn(
        "flex flex-col items-center justify-center gap-4 px-6 py-12 text-center",
        page ? "min-h-[60dvh]" : "rounded-lg border border-dashed",
        className,
      )}
    >
      <Arch state={arch} tone={figure ? "none" : "product"} drawn={page} className={page ? "w-44" : "w-24"}>
        {figure ? (
          <span className="figures text-foreground text-lg">{figure}</span>
        ) : (
          Icon && <Icon strokeWidth={1.5} />
        )}
      </Arch>
      <div className={cn("grid justify-items-center", page ? "gap-2" : "gap-1")}>
        <Title className={page ? "text-balance text-heading" : "font-medium"}>{title}</Title>
        {description && (
          <p className={cn("max-w-sm text-pretty text-muted-foreground", page ? "max-w-md" : "text-sm")}>
            {description}
          </p>
        )}
      </div>
      {action}
    </div>
  );
}
