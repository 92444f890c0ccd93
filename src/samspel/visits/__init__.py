"""Contact politicians: appointments, bookings, visits, reports, follow-up, coverage."""
