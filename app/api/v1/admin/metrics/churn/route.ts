import { churnAnswer } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getChurn, ({ admin, query }) => churnAnswer(admin, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
