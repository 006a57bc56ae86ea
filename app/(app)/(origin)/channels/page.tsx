export { default, metadata } from "@/products/origin/pages/channels/channels-page";
