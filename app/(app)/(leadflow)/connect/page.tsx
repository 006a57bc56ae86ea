export { default, metadata } from "@/products/leadflow/pages/connect/connect-page";
