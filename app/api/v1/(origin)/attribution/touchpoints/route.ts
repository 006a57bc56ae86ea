import { otherMethods, serve } from "@/lib/api";
import { operations } from "@/products/origin/api";
import { addTouchpoints } from "@/products/origin/domain";

export const POST = serve(operations.addTouchpoints, ({ ctx, body }) => addTouchpoints(ctx, body.events));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
