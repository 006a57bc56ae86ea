export { default, generateMetadata } from "@/products/unison/pages/work-orders/work-order-page";
