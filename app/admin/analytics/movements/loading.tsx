export { AnalyticsSkeleton as default } from "@/components/admin/analytics/analytics-skeleton";
