import { operations, serve } from "@/lib/api";
import { openPortal } from "@/lib/billing";

export const POST = serve(operations.openPortal, ({ member }) => openPortal(member));
