import { otherMethods, serve } from "@/lib/api";
import { operations } from "@/products/origin/api";
import { mergeVisitors } from "@/products/origin/domain";

export const POST = serve(operations.mergeVisitors, ({ ctx, body: { organization: _, ...visitors } }) =>
  mergeVisitors(ctx, visitors),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
