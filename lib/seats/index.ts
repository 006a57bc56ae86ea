export { invitationsOver } from "./invitations-over";
export { measureSeats } from "./measure-seats";
export { isOpen, type OpenInvitation, openInvitations } from "./open-invitations";
export { seatMeter, sellsSeats } from "./seat-meter";
