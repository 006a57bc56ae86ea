export { GET } from "../../usage/current/route";
