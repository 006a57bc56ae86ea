export { default, metadata } from "@/products/unison/pages/schedule/schedule-page";
