"""The composition root: one Chalice application made of the function folders' blueprints."""

from chalice.app import Blueprint

from functions.admin import jobs as admin_jobs
from functions.admin import routes_regions, routes_roles, routes_system
from functions.admin import routes_sessions as admin_sessions
from functions.admin import routes_staff as admin_staff
from functions.admin import service as admin
from functions.auth import routes_accounts, routes_household
from functions.auth import routes_sessions as auth_sessions
from functions.auth import routes_staff as auth_staff
from functions.auth import service as auth
from functions.booking import jobs as booking_jobs
from functions.booking import routes as booking_routes
from functions.lottery import jobs as lottery_jobs
from functions.lottery import routes as lottery_routes
from functions.lottery import routes_standby
from functions.notify import jobs as notify_jobs
from layers import documentation
from layers.application import Application
from layers.principals import Kind
from layers.serving import authenticate_with

_ROUTES: tuple[Blueprint, ...] = (
    documentation.blueprint,
    admin_sessions.blueprint,
    admin_staff.blueprint,
    routes_roles.blueprint,
    routes_regions.blueprint,
    routes_system.blueprint,
    auth_sessions.blueprint,
    routes_accounts.blueprint,
    routes_household.blueprint,
    auth_staff.blueprint,
    lottery_routes.blueprint,
    routes_standby.blueprint,
    booking_routes.blueprint,
)
# After a clock jump they run in this order: what a draw decides is booked before it can be missed.
_JOBS: tuple[Blueprint, ...] = (
    lottery_jobs.blueprint,
    booking_jobs.blueprint,
    notify_jobs.blueprint,
    admin_jobs.blueprint,
)

app = Application(app_name="waystation")
authenticate_with(Kind.RESIDENT, auth.authenticate)
authenticate_with(Kind.STAFF, admin.authenticate)
for blueprint in (*_ROUTES, *_JOBS):
    app.register_blueprint(blueprint)
