import { otherMethods, serve } from "@/lib/api";
import { operations } from "@/products/origin/api";
import { addConversions } from "@/products/origin/domain";

export const POST = serve(operations.addConversions, ({ ctx, body }) => addConversions(ctx, body.events));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
