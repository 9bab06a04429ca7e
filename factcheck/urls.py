from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from articles.forms import LogInForm
from articles.views import errors, health

urlpatterns = [
    path("", include("articles.urls")),
    path(
        "login/",
        auth.LoginView.as_view(redirect_authenticated_user=True, authentication_form=LogInForm),
        name="login",
    ),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path("password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
