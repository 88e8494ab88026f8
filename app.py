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
from functions.healthcode.abroad import routes as abroad_routes
from functions.healthcode.abroad import routes_staff as abroad_staff
from functions.healthcode.clues import jobs as clue_jobs
from functions.healthcode.clues import routes as clue_routes
from functions.healthcode.clues import routes_staff as clue_staff
from functions.healthcode.dashboard import jobs as dashboard_jobs
from functions.healthcode.dashboard import routes as health_dashboard
from functions.healthcode.details import routes as health_details
from functions.healthcode.exchange import jobs as exchange_jobs
from functions.healthcode.exchange import routes as exchange_routes
from functions.healthcode.exchange import routes_staff as exchange_staff
from functions.healthcode.organisations import jobs as organisation_jobs
from functions.healthcode.organisations import routes as organisation_routes
from functions.healthcode.organisations import routes_staff as organisation_staff
from functions.healthcode.registrations import routes as health_registrations
from functions.healthcode.scenes import jobs as tracing_jobs
from functions.healthcode.scenes import routes_forms as health_forms
from functions.healthcode.scenes import routes_gate as health_gates
from functions.healthcode.scenes import routes_labs as health_labs
from functions.healthcode.scenes import routes_places as health_places
from functions.healthcode.scenes import routes_tracing as health_tracing
from functions.lottery import jobs as lottery_jobs
from functions.lottery import routes as lottery_routes
from functions.lottery import routes_staff as lottery_staff
from functions.lottery import routes_standby
from functions.notify import jobs as notify_jobs
from functions.vaccine.appointments import jobs as vaccine_jobs
from functions.vaccine.appointments import routes as vaccine_routes
from functions.vaccine.catalogue import routes as vaccine_catalogue
from functions.vaccine.certificates import routes as vaccine_certificates
from functions.vaccine.files import jobs as vaccine_file_jobs
from functions.vaccine.files import routes as vaccine_files
from functions.vaccine.files import routes_statistics as vaccine_statistics_files
from functions.vaccine.groups import routes as vaccine_groups
from functions.vaccine.notices import jobs as vaccine_notice_jobs
from functions.vaccine.notices import routes as vaccine_notices
from functions.vaccine.onsite import routes as vaccine_onsite
from functions.vaccine.records import routes as vaccine_records
from functions.vaccine.statistics import routes as vaccine_statistics
from functions.vaccine.waiting import jobs as vaccine_waiting_jobs
from functions.vaccine.waiting import routes as vaccine_waiting
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
    vaccine_statistics_files.blueprint,
    vaccine_groups.blueprint,
    vaccine_onsite.blueprint,
    vaccine_waiting.blueprint,
    vaccine_certificates.blueprint,
    vaccine_notices.blueprint,
    health_routes.blueprint,
    health_people.blueprint,
    health_staff.blueprint,
    health_rules.blueprint,
    health_places.blueprint,
    health_gates.blueprint,
    health_forms.blueprint,
    health_labs.blueprint,
    health_tracing.blueprint,
    health_registrations.blueprint,
    health_details.blueprint,
    abroad_routes.blueprint,
    abroad_staff.blueprint,
    health_dashboard.blueprint,
    organisation_routes.blueprint,
    organisation_staff.blueprint,
    clue_routes.blueprint,
    clue_staff.blueprint,
    exchange_routes.blueprint,
    exchange_staff.blueprint,
)
# After a clock jump they run in this order: what a draw decides is booked before it can be missed.
_JOBS: tuple[Blueprint, ...] = (
    lottery_jobs.blueprint,
    booking_jobs.blueprint,
    vaccine_jobs.blueprint,
    vaccine_waiting_jobs.blueprint,
    vaccine_file_jobs.blueprint,
    vaccine_notice_jobs.blueprint,
    health_jobs.blueprint,
    tracing_jobs.blueprint,
    organisation_jobs.blueprint,
    clue_jobs.blueprint,
    exchange_jobs.blueprint,
    dashboard_jobs.blueprint,
    notify_jobs.blueprint,
    admin_jobs.blueprint,
)

app = Application(app_name="waystation")
authenticate_with(Kind.RESIDENT, auth.authenticate)
authenticate_with(Kind.STAFF, admin.authenticate)
for blueprint in (*_ROUTES, *_JOBS):
    app.register_blueprint(blueprint)
