import type { ReactNode } from "react";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/cn";

type PanelProps = {
  title: string;
  /** To link to it. */
  id?: string;
  description?: string;
  action?: ReactNode;
  /** Without padding: for tables, whose cells have their own. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

export function Panel({ title, id, description, action, flush, className, children }: PanelProps) {
  return (
    <Card
      id={id}
      className={cn(
        id && "scroll-mt-20",
        flush &&
          "has-[>[data-slot=table-container]:last-child]:overflow-hidden has-[>[data-slot=table-container]:last-child]:pb-0",
        className,
      )}
    >
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {description && <CardDescription>{description}</CardDescription>}
        {action && <CardAction>{action}</CardAction>}
      </CardHeader>
      {flush ? children : <CardContent>{children}</CardContent>}
    </Card>
  );
}
