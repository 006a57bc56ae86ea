import { searchPlatform } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.searchPlatform, ({ admin, query }) => searchPlatform(admin, query.text));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
