// For those who have an Android SDK: `cargo xtask pack --android`, then `gradle assembleRelease` here makes the AAR.
pluginManagement {
    repositories {
        google()
        mavenCentral()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "griffie-core"
