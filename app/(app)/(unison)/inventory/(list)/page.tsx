export { default, metadata } from "@/products/unison/pages/inventory/inventory-page";
