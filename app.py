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
from functions.booking import routes_staff as booking_staff
from functions.healthcode import jobs as health_jobs
from functions.healthcode import routes as health_routes
from functions.healthcode import routes_people as health_people
from functions.healthcode import routes_rules as health_rules
from functions.healthcode import routes_staff as health_staff
from functions.lottery import jobs as lottery_jobs
from functions.lottery import routes as lottery_routes
from functions.lottery import routes_staff as lottery_staff
from functions.lottery import routes_standby
from functions.notify import jobs as notify_jobs
from functions.vaccine import jobs as vaccine_jobs
from functions.vaccine import jobs_files as vaccine_file_jobs
from functions.vaccine import routes as vaccine_routes
from functions.vaccine import routes_catalogue as vaccine_catalogue
from functions.vaccine import routes_certificates as vaccine_certificates
from functions.vaccine import routes_files as vaccine_files
from functions.vaccine import routes_groups as vaccine_groups
from functions.vaccine import routes_onsite as vaccine_onsite
from functions.vaccine import routes_records as vaccine_records
from functions.vaccine import routes_statistics as vaccine_statistics
from functions.vaccine import routes_waiting as vaccine_waiting
from layers import documentation, keyset
from layers.application import Application
from layers.principals import Kind
from layers.serving import authenticate_with

_ROUTES: tuple[Blueprint, ...] = (
    documentation.blueprint,
    keyset.blueprint,
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
    lottery_staff.blueprint,
    routes_standby.blueprint,
    booking_routes.blueprint,
    booking_staff.blueprint,
    vaccine_routes.blueprint,
    vaccine_catalogue.blueprint,
    vaccine_records.blueprint,
    vaccine_files.blueprint,
    vaccine_statistics.blueprint,
    vaccine_groups.blueprint,
    vaccine_onsite.blueprint,
    vaccine_waiting.blueprint,
    vaccine_certificates.blueprint,
    health_routes.blueprint,
    health_people.blueprint,
    health_staff.blueprint,
    health_rules.blueprint,
)
# After a clock jump they run in this order: what a draw decides is booked before it can be missed.
_JOBS: tuple[Blueprint, ...] = (
    lottery_jobs.blueprint,
    booking_jobs.blueprint,
    vaccine_jobs.blueprint,
    vaccine_file_jobs.blueprint,
    health_jobs.blueprint,
    notify_jobs.blueprint,
    admin_jobs.blueprint,
)

app = Application(app_name="waystation")
authenticate_with(Kind.RESIDENT, auth.authenticate)
authenticate_with(Kind.STAFF, admin.authenticate)
for blueprint in (*_ROUTES, *_JOBS):
    app.register_blueprint(blueprint)
