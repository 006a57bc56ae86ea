export { countVisit, writeVisits } from "./count-visits";
export { noteSignUpSource } from "./note-sign-up-source";
export { visitsByDay, visitsBySource, visitTotals } from "./queries";
export { sweepVisitors } from "./sweep-visitors";
