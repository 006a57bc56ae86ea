import { Eye, PencilLine } from "lucide-react";
import { Badge } from "@/components/ui/badge";

export function AccessBadge({ readOnly }: { readOnly: boolean }) {
  return (
    <Badge variant={readOnly ? "secondary" : "warning"}>
      {readOnly ? <Eye aria-hidden /> : <PencilLine aria-hidden />}
      {readOnly ? "View only" : "Full access"}
    </Badge>
  );
}
