export { default, metadata } from "@/products/unison/pages/quality/quality-page";
