"""The composition root: one Chalice application made of the function folders' blueprints."""

from layers.application import Application

app = Application(app_name="waystation")
