import { planMixAnswer } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getPlanMix, ({ admin, query }) => planMixAnswer(admin, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
