import { operations, otherMethods, serve } from "@/lib/api";
import { undoChange } from "@/lib/billing";

export const POST = serve(operations.undoChange, ({ member }) => undoChange(member));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
