export { default, metadata } from "@/products/leadflow/pages/value/value-page";
