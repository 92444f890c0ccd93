// Reads a calendar file on standard input with ical.js and writes what it understood as
// JSON, with all times in UTC. Run by test_calendar_objects.py.
import { readFileSync } from "node:fs";
import ICAL from "./vendor/ical.js";

const calendar = ICAL.Component.fromString(readFileSync(0, "utf8"));

const asPerson = (property) => property && {
  address: property.getFirstValue(),
  name: property.getParameter("cn"),
  answer: property.getParameter("partstat") ?? null,
  rsvp: property.getParameter("rsvp") ?? null,
};

const asEvent = (component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    place: event.location,
    description: event.description,
    status: component.getFirstPropertyValue("status"),
    url: component.getFirstPropertyValue("url"),
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    organizer: asPerson(component.getFirstProperty("organizer")),
    attendees: component.getAllProperties("attendee").map(asPerson),
  };
};

console.log(JSON.stringify({
  method: calendar.getFirstPropertyValue("method"),
  name: calendar.getFirstPropertyValue("x-wr-calname"),
  events: calendar.getAllSubcomponents("vevent").map(asEvent),
}));
