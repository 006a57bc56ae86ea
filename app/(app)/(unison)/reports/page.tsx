export { default, metadata } from "@/products/unison/pages/reports/reports-page";
