//! Turns the crank: events in, update, effects out, draw.
