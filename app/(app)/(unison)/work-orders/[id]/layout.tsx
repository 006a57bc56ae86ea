export { WorkOrderLayout as default } from "@/products/unison/pages/found-layout";
