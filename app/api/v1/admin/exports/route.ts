import { operations, otherMethods, serve } from "@/lib/api";
import { listNightlyExports } from "@/lib/export";

export const GET = serve(operations.listExports, async () => ({ data: await listNightlyExports() }));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
