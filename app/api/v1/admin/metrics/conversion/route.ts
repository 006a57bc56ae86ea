import { conversionAnswer } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getConversion, ({ admin, query }) => conversionAnswer(admin, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
