import { Badge } from "@/components/ui/badge";

/** A method in its color. */
export const MethodBadge = ({ method }: { method: string }) => (
  <Badge variant={method === "GET" ? "info" : "success"}>{method}</Badge>
);
