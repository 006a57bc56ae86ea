export { default, metadata } from "@/products/unison/pages/work-orders/work-orders-page";
