import { operations, serve } from "@/lib/api";
import { undoChange } from "@/lib/billing";

export const POST = serve(operations.undoChange, ({ member }) => undoChange(member));
