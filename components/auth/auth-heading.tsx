import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** The `h1` of a page outside the app shell. */
export function AuthHeading({
  title,
  children,
  icon: Icon,
}: {
  title: string;
  children?: ReactNode;
  icon?: LucideIcon;
}) {
  return (
    <div className="mb-8 grid gap-2">
      {Icon && (
        <span className="mb-3 flex size-11 items-center justify-center rounded-lg border bg-card text-brand shadow-raised">
          <Icon className="size-5" aria-hidden />
        </span>
      )}
      <h1 className="wrap-anywhere text-heading">{title}</h1>
      {children && <div className="wrap-anywhere text-pretty text-muted-foreground">{children}</div>}
    </div>
  );
}
