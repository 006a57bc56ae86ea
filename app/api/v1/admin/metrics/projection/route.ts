import { projectionAnswer } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getProjection, ({ admin, query }) => projectionAnswer(admin, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
