export { default, metadata } from "@/products/origin/pages/reports/shared-report-page";

/** Read for each request: the link may have ended. */
export const dynamic = "force-dynamic";
