import { otherMethods, serve } from "@/lib/api";
import { operations } from "@/products/origin/api";
import { trackJourney } from "@/products/origin/domain";

export const POST = serve(operations.trackJourney, ({ ctx, body: { organization: _, ...journey } }) =>
  trackJourney(ctx, journey),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
