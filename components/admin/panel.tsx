import type { ReactNode } from "react";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

type PanelProps = {
  title: string;
  description?: string;
  action?: ReactNode;
  /** The content reaches the card's edges: for tables, whose cells keep their own distance. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A titled card, as every part of the platform's pages is. */
export function Panel({ title, description, action, flush, className, children }: PanelProps) {
  return (
    <Card className={className}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {description && <CardDescription>{description}</CardDescription>}
        {action && <CardAction>{action}</CardAction>}
      </CardHeader>
      {flush ? children : <CardContent>{children}</CardContent>}
    </Card>
  );
}
