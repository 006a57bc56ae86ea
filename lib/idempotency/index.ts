export { answerOnce } from "./answer-once";
