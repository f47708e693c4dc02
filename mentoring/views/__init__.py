"""Pages of mentors and of those who answer by a personal link."""
