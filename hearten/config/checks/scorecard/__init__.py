"""The scorecard of `hearten eval`: what is measured, with what, on which bytes, and how it is told."""
