export { default, metadata } from "@/products/unison/pages/inventory/material-page";
