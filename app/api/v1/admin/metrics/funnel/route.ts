import { funnelAnswer } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.getFunnel, ({ admin, query }) => funnelAnswer(admin, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
