import { operations, otherMethods, serve } from "@/lib/api";
import { previewChange } from "@/lib/billing";

export const POST = serve(operations.previewChange, ({ member, body }) => previewChange(member, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
